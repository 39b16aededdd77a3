/**
 * Who calls and who pays: accounts, their workspaces, members and API keys, and what was changed by whom.
 *
 * <p>The data plane asks {@link dev.interline.identity.Keys} and {@link dev.interline.identity.OwnKeys}, which are memory
 * only and safe from every thread.
 * {@link dev.interline.identity.Identity} is the authority behind it: start reading there. What it consists of
 * ({@code Accounts}, {@code ApiKeys}, {@code Workspaces}, {@code Budgets}, {@code Members}, {@code Codes},
 * {@code ProviderKeys}) changes one
 * thing each, by way of {@code Changes}: changes block, come one after the other, are audited in their own transaction,
 * and are in memory before they return.
 */
@NullMarked
package dev.interline.identity;

import org.jspecify.annotations.NullMarked;
