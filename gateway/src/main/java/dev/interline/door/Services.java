package dev.interline.door;

import dev.interline.admin.api.ManagementApi;
import dev.interline.archive.Archive;
import dev.interline.builtin.Builtins;
import dev.interline.config.AllowedEntry;
import dev.interline.config.Config;
import dev.interline.conversations.Conversations;
import dev.interline.exchange.Dialect;
import dev.interline.exchange.Provider;
import dev.interline.exchange.Wire;
import dev.interline.generations.GenerationIds;
import dev.interline.generations.Settlement;
import dev.interline.health.Health;
import dev.interline.idempotency.Answers;
import dev.interline.identity.Caller;
import dev.interline.identity.Keys;
import dev.interline.identity.OwnKeys;
import dev.interline.identity.Restrictions;
import dev.interline.identity.jwt.Tokens;
import dev.interline.ledger.Ledger;
import dev.interline.limits.RateLimiter;
import dev.interline.metrics.Metrics;
import dev.interline.routing.Allowed;
import dev.interline.routing.Permit;
import dev.interline.routing.Routing;
import dev.interline.routing.Sessions;
import dev.interline.tokens.Tokenizers;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the door needs of the rest of the house; all of it is thread-safe.
 *
 * @param current the snapshot that new requests are admitted with
 * @param ownKeys callers' own keys at providers
 * @param ledger who may spend what
 * @param dialects what clients speak, by wire; that of the chat completions is also the form of errors outside any
 * @param providers upstream codecs by the name of their dialect
 * @param health how endpoints have done lately
 * @param sessions which endpoints served conversations
 * @param limiter counts the requests of callers that have limits
 * @param answers to calls that have names
 * @param archive responses that are kept for their clients
 * @param builtins functions that the server runs
 * @param conversations with models that call functions
 * @param api what is answered beside the models; blocking
 */
public record Services(Supplier<Snapshot> current, Keys keys, OwnKeys ownKeys, Tokens tokens, Ledger ledger,
        Map<Wire, Dialect> dialects, Map<String, Provider> providers, Routing routing, Settlement settlement,
        GenerationIds ids,
        Health health, Sessions sessions, RateLimiter limiter, Answers answers, Archive archive, Builtins builtins,
        Conversations conversations,
        ManagementApi api,
        Tokenizers tokenizers, Metrics metrics,
        Readiness readiness) {
    public Services {
        dialects = Map.copyOf(dialects);
        providers = Map.copyOf(providers);
    }

    /** The dialect of a wire that clients speak. */
    Dialect dialect(Wire wire) {
        return Objects.requireNonNull(dialects.get(wire));
    }

    /** The dialect of the chat completions. */
    Dialect chat() {
        return dialect(Wire.CHAT);
    }

    /** What this caller may use: what both its key and its account are allowed. */
    Permit permit(Caller caller, Config config) {
        var allowed = new ArrayList<Allowed>(0);
        Restrictions key = caller.restrictions();
        if (!key.allowsAnything()) {
            allowed.add(new Allowed("the API key's", key.models(), key.providers(), key.regions()));
        }
        AllowedEntry account = config.accounts().allowed().get(caller.account());
        if (account != null) {
            allowed.add(new Allowed("the account's", account.models(), account.providers(), account.regions()));
        }
        return new Permit(allowed, ownKeys.of(caller), caller.account());
    }
}
