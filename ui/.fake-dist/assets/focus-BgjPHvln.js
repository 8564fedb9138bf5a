import { W as tick } from "./IconButton-B2_Zt6VV.js";
// src/controls/focus.ts
/** Attachment: `{@attach takeFocus}` on the control that is to be used first. */
function takeFocus(element) {
	tick().then(() => element.focus());
}
export { takeFocus as t };
