// The one table of system packages (Debian and Ubuntu names), and why each is needed. Installs nothing.

/** What the packages are for: to build and open the app, to run the tests, to stand beside it in the figures. */
export const APP = "app", TESTS = "tests", PEERS = "peers";

/** Rows: purpose, package, why. */
export const systemPackages = [
  [APP, "build-essential", "C and C++ compiler and linker: zxing-cpp and age's C parts, Rust's linker"],
  [APP, "cmake", "builds the bundled zxing-cpp"],
  [APP, "pkg-config", "finds the libraries below"],
  [APP, "libclang-dev", "reads the kernel's camera headers (v4l) for Rust"],
  [APP, "libwebkit2gtk-4.1-dev", "the web view that draws the window"],
  [APP, "libayatana-appindicator3-dev", "the tray icon"],
  [APP, "librsvg2-dev", "icons in the window and the .deb"],
  [TESTS, "age", "the stock age tool opens our vault without us"],
  [TESTS, "dbus", "a session bus of its own for every window test, and signals on it"],
  [TESTS, "gnome-keyring", "a real Secret Service for quick unlock"],
  [TESTS, "imagemagick", "puts pictures on the screen; contact sheet of the screenshots"],
  [TESTS, "jwm", "a window manager: closing, order and focus of windows"],
  [TESTS, "libglib2.0-bin", "speaks to the tray icon and its menu (gdbus)"],
  [TESTS, "poppler-utils", "reads text and pictures back from the printed sheets"],
  [TESTS, "qrencode", "QR codes from a program that is not ours"],
  [TESTS, "thunar", "a file manager to drag pictures from"],
  [TESTS, "webkit2gtk-driver", "drives the real web view (WebKitWebDriver)"],
  [TESTS, "x11-utils", "sees which windows are on the screen"],
  [TESTS, "xauth", "asked for by Xvfb"],
  [TESTS, "xclip", "reads and writes the clipboard as another program would"],
  [TESTS, "xdotool", "presses real keys, closes windows"],
  [TESTS, "xfce4-panel", "a panel with a real tray"],
  [TESTS, "xvfb", "a screen in memory"],
  [PEERS, "keepassxc", "peer: code list, memory, start"],
  [PEERS, "otpclient", "peer: code list, memory, start"],
];

/** Names of the packages for the given purposes. */
export function packagesFor(...purposes) {
  return systemPackages.filter(([purpose]) => purposes.includes(purpose)).map(([, name]) => name);
}
