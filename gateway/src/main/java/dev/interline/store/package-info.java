/**
 * SQL plumbing: which database, its connections, its schema, and the folder that one process owns.
 *
 * <p>Start reading at {@link dev.interline.store.Store}. All SQL of the features is in the subset that SQLite and
 * PostgreSQL share and goes through {@link dev.interline.store.Sql}. Everything here blocks and is safe from every
 * thread except {@code Sql}, which lives inside one transaction.
 */
@NullMarked
package dev.interline.store;

import org.jspecify.annotations.NullMarked;
