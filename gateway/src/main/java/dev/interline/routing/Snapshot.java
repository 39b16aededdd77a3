package dev.interline.routing;

import dev.interline.catalog.Endpoint;
import dev.interline.health.EndpointId;
import dev.interline.health.Health;
import dev.interline.health.Vitals;

/** What is known of endpoints at the moment of one decision: all that changes with time. */
public interface Snapshot {
    /** Nothing is known. */
    Snapshot NOTHING = new Snapshot() {
        @Override
        public Vitals of(Endpoint endpoint) {
            return Vitals.UNKNOWN;
        }

        @Override
        public long now() {
            return 0;
        }
    };

    /** How an endpoint has done. */
    Vitals of(Endpoint endpoint);

    /** The moment, on the clock of the vitals. */
    long now();

    /** The same for another account than the one that is to leave endpoints alone. */
    static Snapshot withoutPauses(Snapshot snapshot) {
        return new Snapshot() {
            @Override
            public Vitals of(Endpoint endpoint) {
                return snapshot.of(endpoint).withoutPause();
            }

            @Override
            public long now() {
                return snapshot.now();
            }
        };
    }

    /** What is known now. */
    static Snapshot of(Health health) {
        long now = health.now();
        return new Snapshot() {
            @Override
            public Vitals of(Endpoint endpoint) {
                return health.vitals(new EndpointId(endpoint.model(), endpoint.tag()), now);
            }

            @Override
            public long now() {
                return now;
            }
        };
    }
}
