/**
 * Every answer of the gateway, JSON and each event of a stream, validated against OpenRouter's own description of its
 * API. Start at {@link dev.interline.it.contract.ContractIT}.
 */
@NullMarked
package dev.interline.it.contract;

import org.jspecify.annotations.NullMarked;
