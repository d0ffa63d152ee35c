// @ts-check
// The table of all time steps.

import { element, movable, write } from "../page/dom.js";
import { TABLES } from "../tables.js";

const WIDE = 9; // signs: what is longer has a power of ten, and that a sign

export class StepsTable {
  /** @param {number} steps @param {string[]} columns */
  constructor(steps, columns) {
    this.columns = columns;
    // where there is little room, what stands in the row above anyway gives way, then the two products
    /** @param {string} name @returns {import("../page/dom.js").Attributes} */
    const spare = (name) =>
      name.endsWith("_prev")
        ? { class: "lstm-spare" }
        : ["keep", "write"].includes(name)
          ? { class: "lstm-product" }
          : {};
    /** A row is called by its time step. @param {string} name @returns {import("../page/dom.js").Attributes} */
    const call = (name) => (name === "t" ? { role: "rowheader" } : spare(name));
    this.header = columns.map((name) => element("th", { scope: "col", ...spare(name) }));
    this.rows = Array.from({ length: steps }, () =>
      element("tr", {}, ...columns.map((name) => element("td", call(name)))),
    );
    this.table = element(
      "table",
      { class: "lstm-table" },
      element("caption", { text: TABLES.table_says }),
      element("thead", {}, element("tr", {}, ...this.header)),
      element("tbody", {}, ...this.rows),
    );
    this.element = movable(element("div", { class: "lstm-steps" }, this.table));
  }

  /** @param {(cell: Element, name: string, t: number) => void} visit */
  each(visit) {
    this.rows.forEach((row, n) => this.columns.forEach((name, k) => visit(row.cells[k], name, n + 1)));
  }

  /** The quantity in whose cell, in a time step's row, something lies. @param {Element} inner @param {number} t */
  nameAt(inner, t) {
    const cell = inner.closest("td");
    const name = cell && this.rows[t - 1].contains(cell) ? this.columns[cell.cellIndex] : "";
    return name === "t" ? "" : name;
  }

  /** @param {number} t  the time step shown @param {string[]} header @param {string[][]} rows */
  update(t, header, rows) {
    header.forEach((text, k) => write(this.header[k], text));
    this.table.classList.toggle(
      "lstm-tight",
      rows.some((texts) => texts.some((text) => text.length > WIDE)),
    );
    rows.forEach((texts, n) => {
      const row = this.rows[n];
      if (n + 1 !== t) row.removeAttribute("aria-current");
      else if (!row.hasAttribute("aria-current")) row.setAttribute("aria-current", "step");
      texts.forEach((text, k) => write(row.cells[k], text));
    });
  }
}
