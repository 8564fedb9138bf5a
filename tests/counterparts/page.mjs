// What a person does in a window: finds things by their hooks, clicks, types, presses keys, reads.
import { By, Key } from "selenium-webdriver";
import { until } from "./wait.mjs";

const css = (name, more = "") => By.css(`[data-testid="${name}"]${more}`);
const key = (name) => Key[name.toUpperCase()] ?? name;

/** What an element says. WebKit's driver leaves out text that an ellipsis could shorten, so the page itself is asked. */
export async function words(element) {
  return (await element.getAttribute("textContent")).replace(/\s+/g, " ").trim();
}

/** The page in the app's window. `name` is always one of `hooks.mjs`; `more` narrows the CSS selector. */
export class Page {
  constructor(driver) {
    this.driver = driver;
  }

  /** All visible elements of that name. */
  async all(name, more) {
    const shown = [];
    for (const element of await this.driver.findElements(css(name, more))) {
      if (await element.isDisplayed()) shown.push(element);
    }
    return shown;
  }

  /** The first visible element of that name, waited for. */
  find(name, more = "") {
    return until(`"${name}"${more} is on the screen`, async () => (await this.all(name, more))[0]);
  }

  /** The element of that name inside another one. */
  within(element, name) {
    return element.findElement(css(name));
  }

  gone(name, more) {
    return until(`"${name}" has left the screen`, async () => (await this.all(name, more)).length === 0);
  }

  /** Clicks it, however often it is redrawn meanwhile. */
  async click(name, more) {
    const clicked = async () => (await (await this.find(name, more)).click(), true);
    await until(`"${name}" takes a click`, clicked);
  }

  /** Replaces what a field holds. */
  async type(name, text, more) {
    const field = await this.find(name, more);
    await field.clear();
    await field.sendKeys(text);
  }

  /** Fills a field and presses Enter in it. */
  async enter(name, text) {
    await this.type(name, text);
    await this.press("Enter");
  }

  /** Waits until the field of that name is described as wrong, and gives the sentence a screen reader would read with it. */
  complaint(name) {
    return until(`"${name}" complains`, async () => {
      const field = await this.find(name);
      const sentence = await field.getAttribute("aria-describedby");
      return (await field.getAttribute("aria-invalid")) === "true" && words(await this.driver.findElement(By.id(sentence)));
    });
  }

  /** Picks a value in a list to choose from. */
  choose(name, value) {
    return this.click(name, ` option[value="${value}"]`);
  }

  /** Presses keys wherever the focus is: `press("Control", "k")` holds all but the last one down. */
  async press(...names) {
    const [last, ...held] = names.map(key).reverse();
    const actions = this.driver.actions();
    for (const modifier of held) actions.keyDown(modifier);
    actions.sendKeys(last);
    for (const modifier of held) actions.keyUp(modifier);
    await actions.perform();
  }

  async text(name, more) {
    return words(await this.find(name, more));
  }

  /** Waits until the text there matches, and gives it. */
  says(name, pattern) {
    const matching = async () => {
      const text = await this.text(name);
      if (pattern.test(text)) return text;
      throw new Error(text);
    };
    return until(`"${name}" says ${pattern}`, matching);
  }

  async scrollTo(name) {
    await this.driver.executeScript("arguments[0].scrollIntoView()", await this.find(name));
  }

  resize(width, height = 800) {
    return this.driver.manage().window().setRect({ width, height });
  }
}
