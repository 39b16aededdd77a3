/**
 * The typed configuration: what an operator may say in {@code interline.yaml}, in {@code INTERLINE_…} variables or on
 * the command line. Start reading at {@link dev.interline.config.Config}, whose record tree is the one list of keys,
 * defaults and bounds; {@link dev.interline.config.Config#load} turns {@link dev.interline.config.Sources} into it or
 * into everything that is wrong with them. {@code Binder} does that by reflection over the records, so a new key is
 * one record component and one line of {@code config/interline.example.yaml}.
 *
 * <p>All values are immutable and safe for any thread. Reading is blocking; {@link dev.interline.config.ConfigFile}
 * watches the file on a virtual thread of its own.
 */
@NullMarked
package dev.interline.config;

import org.jspecify.annotations.NullMarked;
