package org.trunkline.rest;

/** The forms of an answer: {@code Accept}, or {@code accept=} in the query (crossbar-api §1.8). */
public enum Format {
    /** The envelope. */
    JSON,
    /** A list as text with commas. */
    CSV,
    /** A list as a workbook of spreadsheet programs. */
    XLSX,
    /** A document to be printed; only where the resource says that it produces it. */
    PDF
}
