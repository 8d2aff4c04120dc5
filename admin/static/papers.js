/** The office's papers, which are the organiser's alone. */

import { offerPaperButtons } from "../../server/static/paper_buttons.js";

/** @param {(button: DOMStringMap) => object} more what is asked for besides paper and format */
export const offerPapers = (more) => offerPaperButtons({ path: "/admin/papers" }, more);
