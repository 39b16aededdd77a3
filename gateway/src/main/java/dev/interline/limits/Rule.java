package dev.interline.limits;

import dev.interline.limits.RateLimits.FreeModels;

/** What may be limited, and how it is told that a limit is reached: in OpenRouter's words where it has such a limit. */
enum Rule {
    KEY_PER_MINUTE("key_requests_per_minute") {
        @Override
        String reached(int limit, FreeModels free) {
            return "key-requests-per-min. This API key may make " + limit + " requests per minute";
        }
    },
    KEY_CONCURRENT("key_concurrent_requests") {
        @Override
        String reached(int limit, FreeModels free) {
            return "key-concurrent-requests. This API key may have " + limit + " requests under way at one time";
        }
    },
    ACCOUNT_PER_MINUTE("account_requests_per_minute") {
        @Override
        String reached(int limit, FreeModels free) {
            return "account-requests-per-min. All API keys of this account may make " + limit
                    + " requests per minute together";
        }
    },
    ACCOUNT_CONCURRENT("account_concurrent_requests") {
        @Override
        String reached(int limit, FreeModels free) {
            return "account-concurrent-requests. All API keys of this account may have " + limit
                    + " requests under way at one time";
        }
    },
    FREE_PER_MINUTE("openrouter_free_tier_minute") {
        @Override
        String reached(int limit, FreeModels free) {
            return "free-models-per-min.";
        }
    },
    FREE_PER_DAY("openrouter_free_tier_daily") {
        @Override
        String reached(int limit, FreeModels free) {
            return "free-models-per-day. Add " + free.credited().json() + " credits to unlock "
                    + free.perDayCredited() + " free model requests per day";
        }
    },
    FREE_PER_DAY_CREDITED("openrouter_free_tier_daily") {
        @Override
        String reached(int limit, FreeModels free) {
            return "free-models-per-day-high-balance.";
        }
    };

    private final String source;

    Rule(String source) {
        this.source = source;
    }

    /** Its name in {@code error.metadata.limit_source}. */
    String source() {
        return source;
    }

    /** What follows "Rate limit exceeded: ". */
    abstract String reached(int limit, FreeModels free);

    /** Whether it counts what is under way, so that nobody knows when there is room again. */
    boolean isConcurrent() {
        return this == KEY_CONCURRENT || this == ACCOUNT_CONCURRENT;
    }
}
