package dev.interline.provider.anthropic;

import dev.interline.bytes.JsonFields;
import dev.interline.exchange.Exchange;
import dev.interline.exchange.Headers;
import dev.interline.exchange.ServiceTier;
import dev.interline.exchange.Target;
import dev.interline.exchange.Wire;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The beta features of a request (Anthropic: beta headers): those that the client names, by Anthropic's header or by
 * OpenRouter's, and those that fields of OpenRouter's contract need, since its clients do not name them; and the one that the endpoint's tier needs.
 */
final class Betas {
    private static final String CONTEXT_MANAGEMENT = "context-management-2025-06-27";
    private static final String FAST_MODE = "fast-mode-2026-02-01";
    private static final String TASK_BUDGETS = "task-budgets-2026-03-13";

    private Betas() {}

    static Set<String> of(Exchange exchange, Target target) {
        Set<String> betas = named(exchange.headers());
        JsonFields fields = exchange.fields();
        if (exchange.wire() == Wire.MESSAGES) {
            if (fields.hasValue("context_management")) {
                betas.add(CONTEXT_MANAGEMENT);
            }
            if (hasTaskBudget(fields)) {
                betas.add(TASK_BUDGETS);
            }
        }
        if (target.tier() == ServiceTier.PRIORITY) {
            betas.add(FAST_MODE);
        }
        return betas;
    }

    /** The features that the client names. */
    static Set<String> named(Headers client) {
        var betas = new LinkedHashSet<String>();
        for (String header : new String[]{"anthropic-beta", "x-anthropic-beta"}) {
            for (String one : client.first(header).orElse("").split(",", -1)) {
                if (!one.isBlank()) {
                    betas.add(one.strip());
                }
            }
        }
        return betas;
    }

    private static boolean hasTaskBudget(JsonFields fields) {
        int i = fields.find("output_config");
        return i >= 0 && fields.bytes()[fields.valueStart(i)] == '{'
                && BlockEvents.fields(fields.bytes(), fields.valueStart(i), fields.valueEnd(i)).hasValue("task_budget");
    }
}
