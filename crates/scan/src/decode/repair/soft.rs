//! How surely each module is dark: shades compared with those around them, and the blur of neighbouring modules taken
//! out again. Dark is 1, light is -1, 0 is not known.

use super::{
    layout::{Layout, Role},
    modules::Modules,
};

/// How far around a module light and dark are looked for.
const REACH: i16 = 3;

/// The shades that separate dark from light at each module, and half the contrast there.
pub(super) struct Levels {
    pub(super) between: Modules<f32>,
    contrast: Modules<f32>,
}

impl Levels {
    /// Levels of a symbol of these shades. Where a lamp mirrors, there is no contrast; it is taken as at least two
    /// fifths of the whole symbol's, so that nothing there seems sure.
    pub(super) fn of(shades: &Modules<f32>) -> Self {
        let mut sorted: Vec<f32> = shades.iter().map(|(_, shade)| shade).collect();
        sorted.sort_unstable_by(f32::total_cmp);
        let at = |tenths: usize| sorted.get(sorted.len() * tenths / 10).copied().unwrap_or_default();
        let least = (at(9) - at(1)) / 2.0 * 0.4;
        let extremes = Modules::from_fn(shades.side(), |x, y| {
            let around = reach(REACH).filter_map(|step| shades.near((x, y), step));
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
            known.map_or(0.0, |((shade, between), contrast)| ((between - shade) / contrast).clamp(-1.0, 1.0))
        })
    }
}

fn reach(radius: i16) -> impl Iterator<Item = (i16, i16)> {
    (-radius..=radius).flat_map(move |dy| (-radius..=radius).map(move |dx| (dx, dy)))
}

/// Modules around one that blur into it, each way.
const BLUR: i16 = 2;
/// Rounds of estimating and cancelling; it settles in fewer.
const ROUNDS: usize = 6;

/// Takes out what each module's neighbours have added to it. How much that is, is estimated from the symbol itself: the
/// weights with which the modules as now believed explain what was seen best (least squares). The modules that are the
/// same in each symbol are believed as they must be.
pub(super) fn unblur(seen: &Modules<f32>, layout: &Layout) -> Modules<f32> {
    let mut believed = believe(seen, layout);
    for _ in 0..ROUNDS {
        let Some((own, weights)) = weights(seen, &believed) else { break };
        let cleared = Modules::from_fn(seen.side(), |x, y| {
            let added: f32 = weights
                .iter()
                .filter(|(step, _)| *step != (0, 0))
                .map(|(step, weight)| weight * believed.near((x, y), *step).unwrap_or(LIGHT))
                .sum();
            ((seen.at(x, y).unwrap_or_default() - added) / own).clamp(-1.0, 1.0)
        });
        believed = believe(&cleared, layout);
    }
    believed
}

/// Paper around the symbol.
const LIGHT: f32 = -1.0;

fn believe(soft: &Modules<f32>, layout: &Layout) -> Modules<f32> {
    Modules::from_fn(soft.side(), |x, y| match layout.roles.at(x, y) {
        Some(Role::Fixed { dark }) => {
            if dark {
                1.0
            } else {
                LIGHT
            }
        }
        _ => soft.at(x, y).unwrap_or_default(),
    })
}

/// The weight of each neighbour in what was seen, with the module's own first; `None` if it cannot be told.
#[expect(clippy::type_complexity, reason = "a list of weighted steps")]
fn weights(seen: &Modules<f32>, believed: &Modules<f32>) -> Option<(f32, Vec<((i16, i16), f32)>)> {
    let steps: Vec<(i16, i16)> = reach(BLUR).collect();
    let mut equations = vec![vec![0.0_f64; steps.len() + 1]; steps.len()];
    for ((x, y), shade) in seen.iter() {
        let terms: Vec<f64> = steps
            .iter()
            .map(|step| f64::from(believed.near((x, y), *step).unwrap_or(LIGHT).signum()))
            .chain([f64::from(shade)])
            .collect();
        for (equation, factor) in equations.iter_mut().zip(&terms) {
            for (coefficient, term) in equation.iter_mut().zip(&terms) {
                *coefficient += factor * term;
            }
        }
    }
    let solution = solve(equations)?;
    #[expect(clippy::as_conversions, clippy::cast_possible_truncation, reason = "weights are around one")]
    let weights: Vec<_> = steps.into_iter().zip(solution.into_iter().map(|weight| weight as f32)).collect();
    let own = weights.iter().find(|(step, _)| *step == (0, 0)).map(|(_, weight)| *weight)?;
    (own > 0.05).then_some((own, weights))
}

/// Solves linear equations, each a row with its right side last (Gauss, with pivots).
fn solve(mut equations: Vec<Vec<f64>>) -> Option<Vec<f64>> {
    let count = equations.len();
    for column in 0..count {
        let size = |equation: &Vec<f64>| equation.get(column).map_or(0.0, |value| value.abs());
        let rest = equations.iter().enumerate().skip(column);
        let (pivot, _) = rest.max_by(|(_, a), (_, b)| size(a).total_cmp(&size(b)))?;
        equations.swap(column, pivot);
        let pivot = equations.get(column)?.clone();
        let head = *pivot.get(column)?;
        if head.abs() < 1e-6 {
            return None;
        }
        for (row, equation) in equations.iter_mut().enumerate().filter(|(row, _)| *row != column) {
            let factor = equation.get(column)? / head;
            let _ = row;
            for (value, other) in equation.iter_mut().zip(&pivot) {
                *value -= factor * other;
            }
        }
    }
    equations.iter().enumerate().map(|(n, equation)| Some(equation.last()? / equation.get(n)?)).collect()
}
