//! How surely each module is dark: shades compared with those around them, and the blur of neighbouring modules taken
//! out again. Dark is 1, light is -1, 0 is not known.

use super::{
    layout::{Layout, Role},
    modules::Modules,
};

/// The shades that separate dark from light at each module, and half the contrast there.
pub(super) struct Levels {
    pub(super) between: Modules<f32>,
    contrast: Modules<f32>,
}

impl Levels {
    /// Levels of a symbol of these shades, from the lightest and the darkest module in `radius` around each. Where a lamp mirrors, there is no contrast; it is taken as at least two
    /// fifths of the whole symbol's, so that nothing there seems sure.
    pub(super) fn of(shades: &Modules<f32>, radius: i16) -> Self {
        let mut sorted: Vec<f32> = shades.iter().map(|(_, shade)| shade).collect();
        sorted.sort_unstable_by(f32::total_cmp);
        let at = |tenths: usize| sorted.get(sorted.len() * tenths / 10).copied().unwrap_or_default();
        let least = (at(9) - at(1)) / 2.0 * 0.4;
        let extremes = Modules::from_fn(shades.side(), |x, y| {
            let around = reach(radius).filter_map(|step| shades.near((x, y), step));
            around.fold((f32::MAX, f32::MIN), |(low, high), shade| (low.min(shade), high.max(shade)))
        });
        let of = |measure: fn(f32, f32) -> f32| {
            Modules::from_fn(shades.side(), |x, y| {
                extremes.at(x, y).map_or(0.0, |(low, high)| measure(low, high))
            })
        };
        let mut contrast = of(|low, high| (high - low) / 2.0);
        for ((x, y), half) in contrast.clone().iter() {
            contrast.set(x, y, half.max(least).max(1.0));
        }
        Self { between: of(|low, high| (low + high) / 2.0), contrast }
    }

    /// How surely each module of these shades is dark.
    pub(super) fn judge(&self, shades: &Modules<f32>) -> Modules<f32> {
        Modules::from_fn(shades.side(), |x, y| {
            let known = shades.at(x, y).zip(self.between.at(x, y)).zip(self.contrast.at(x, y));
            known.map_or(0.0, |((shade, between), contrast)| (between - shade) / contrast)
        })
    }
}

fn reach(radius: i16) -> impl Iterator<Item = (i16, i16)> {
    (-radius..=radius).flat_map(move |dy| (-radius..=radius).map(move |dx| (dx, dy)))
}

/// Modules around one that blur into it, each way.
const BLUR: i16 = 2;
/// Rounds of estimating the blur and undoing it.
const ROUNDS: usize = 4;
/// Steps towards the modules that give what was seen, in each round.
const STEPS: usize = 24;
/// Paper around the symbol.
const LIGHT: f32 = -1.0;

/// Takes out what each module's neighbours have added to it. How much that is, is estimated from the symbol itself: the
/// weights with which the modules as now believed explain best what was seen (least squares). Then the modules are
/// moved, within light and dark, until those weights make of them what was seen (Landweber's iteration, projected).
/// The modules that are the same in each symbol are believed as they must be.
pub(super) fn unblur(seen: &Modules<f32>, layout: &Layout) -> Modules<f32> {
    let mut believed = believe(seen, layout);
    for _ in 0..ROUNDS {
        let Some(blur) = Blur::estimate(seen, &believed) else { break };
        for _ in 0..STEPS {
            let missing = blur.difference(seen, &believed);
            let corrected = blur.spread(&missing, 0.0);
            let moved = Modules::from_fn(seen.side(), |x, y| {
                let step = corrected.at(x, y).unwrap_or_default() * blur.step;
                (believed.at(x, y).unwrap_or_default() + step).clamp(-1.0, 1.0)
            });
            believed = believe(&moved, layout);
        }
    }
    believed
}

fn believe(soft: &Modules<f32>, layout: &Layout) -> Modules<f32> {
    Modules::from_fn(soft.side(), |x, y| match layout.roles.at(x, y) {
        Some(Role::Fixed { dark: true }) => 1.0,
        Some(Role::Fixed { dark: false }) => LIGHT,
        _ => soft.at(x, y).unwrap_or_default(),
    })
}

/// What a module's neighbours, and it itself, add to what is seen of it. A lens out of focus and a hand that moves both
/// blur the same way forwards and backwards.
struct Blur {
    weights: Vec<((i16, i16), f32)>,
    /// How far a step may go without overshooting.
    step: f32,
}

impl Blur {
    fn estimate(seen: &Modules<f32>, believed: &Modules<f32>) -> Option<Self> {
        // One of each pair of opposite neighbours, and the module itself.
        let half: Vec<(i16, i16)> = reach(BLUR).filter(|(dx, dy)| (*dy, *dx) >= (0, 0)).collect();
        let mut equations = vec![vec![0.0_f64; half.len() + 1]; half.len()];
        for (module, shade) in seen.iter() {
            let believed = |step| f64::from(believed.near(module, step).unwrap_or(LIGHT));
            let pair = |&(dx, dy): &(i16, i16)| match (dx, dy) {
                (0, 0) => believed((0, 0)),
                _ => believed((dx, dy)) + believed((-dx, -dy)),
            };
            let terms: Vec<f64> = half.iter().map(pair).chain([f64::from(shade)]).collect();
            for (equation, factor) in equations.iter_mut().zip(&terms) {
                for (coefficient, term) in equation.iter_mut().zip(&terms) {
                    *coefficient += factor * term;
                }
            }
        }
        let solution = solve(equations)?;
        #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "weights are around one")]
        let weights = half.into_iter().zip(solution).flat_map(|((dx, dy), weight)| {
            let opposite = ((dx, dy) != (0, 0)).then_some(((-dx, -dy), weight as f32));
            std::iter::once(((dx, dy), weight as f32)).chain(opposite)
        });
        let weights: Vec<_> = weights.collect();
        let sum: f32 = weights.iter().map(|(_, weight)| weight.abs()).sum();
        (sum > 0.1).then(|| Self { weights, step: 1.0 / (sum * sum) })
    }

    /// Every module spread over its neighbours; `around` is what lies around the symbol.
    fn spread(&self, modules: &Modules<f32>, around: f32) -> Modules<f32> {
        Modules::from_fn(modules.side(), |x, y| {
            let part =
                |(step, weight): &((i16, i16), f32)| weight * modules.near((x, y), *step).unwrap_or(around);
            self.weights.iter().map(part).sum()
        })
    }

    /// What was seen beyond what the believed modules give.
    fn difference(&self, seen: &Modules<f32>, believed: &Modules<f32>) -> Modules<f32> {
        let given = self.spread(believed, LIGHT);
        Modules::from_fn(seen.side(), |x, y| {
            seen.at(x, y).zip(given.at(x, y)).map_or(0.0, |(seen, given)| seen - given)
        })
    }
}

/// Solves linear equations, each a row with its right side last (Gauss and Jordan, with pivots).
fn solve(mut equations: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    for column in 0..equations.len() {
        let size = |equation: &Vec<f64>| equation.get(column).map_or(0.0, |value| value.abs());
        let rest = equations.iter().enumerate().skip(column);
        let (pivot, _) = rest.max_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)))?;
        equations.swap(column, pivot);
        let pivot = equations.get(column)?.clone();
        let head = *pivot.get(column)?;
        if head.abs() < 1e-6 {
            return None;
        }
        for (_, equation) in equations.iter_mut().enumerate().filter(|(row, _)| *row != column) {
            let factor = equation.get(column)? / head;
            for (value, other) in equation.iter_mut().zip(&pivot) {
                *value -= factor * other;
            }
        }
    }
    equations.iter().enumerate().map(|(row, equation)| Some(equation.last()? / equation.get(row)?)).collect()
}
