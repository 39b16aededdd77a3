/**
 * What this server serves, as an OpenAPI document. It is written as YAML, a file for each area, beside this package's classes;
 * whoever adds a route adds its operation there, or the build fails.
 *
 * <p>Start at {@link dev.interline.openapi.Description}. Nothing is read before somebody asks for it; then it blocks.
 */
@NullMarked
package dev.interline.openapi;

import org.jspecify.annotations.NullMarked;
