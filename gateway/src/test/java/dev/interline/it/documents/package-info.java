/**
 * The documents that users come with, held line by line: samples run as they stand but for address and key, tables are read
 * from them. Start at {@link dev.interline.it.documents.DocumentsTest}.
 */
@NullMarked
package dev.interline.it.documents;

import org.jspecify.annotations.NullMarked;
