/**
 * What a prompt asks for, and which models are good at that: {@link dev.interline.routing.auto.Classifier} tells the
 * {@link dev.interline.routing.auto.Task}, {@link dev.interline.routing.auto.Strengths} the models, and
 * {@link dev.interline.routing.auto.Band} keeps those of a price. Pure, from resources that are read once. Thread-safe.
 */
@NullMarked
package dev.interline.routing.auto;

import org.jspecify.annotations.NullMarked;
