/**
 * Money: what may be spent, what is held for requests under way, and the book of every change.
 *
 * <p>Start at {@link dev.interline.ledger.Purse}: one for each account, whose monitor is the one lock of the data plane. A
 * request takes a {@link dev.interline.ledger.Hold} there before anything is sent, under all limits above it at once, and
 * settles it in every ending. Nothing here blocks but what is called a store or a book.
 */
@NullMarked
package dev.interline.ledger;

import org.jspecify.annotations.NullMarked;
