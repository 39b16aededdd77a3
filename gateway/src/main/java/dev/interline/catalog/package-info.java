/**
 * What can be asked for: models, their endpoints at vendors, prices, capabilities, names.
 *
 * <p>Start at {@link dev.interline.catalog.Catalog}, an immutable snapshot that the data plane reads without locks;
 * {@link dev.interline.catalog.Pricing} is the one place where usage becomes money. The known models and vendors are
 * the resources {@code models.json} and {@code providers.json} beside this package (the former
 * is made by {@code src/catalog/build.py} from a file of facts). {@link dev.interline.catalog.Assembly}
 * lays the configuration and what self-hosted upstreams list over them; {@link dev.interline.catalog.LiveCatalog} holds the
 * snapshot of the moment.
 */
@NullMarked
package dev.interline.catalog;

import org.jspecify.annotations.NullMarked;
