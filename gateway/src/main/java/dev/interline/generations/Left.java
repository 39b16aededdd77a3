package dev.interline.generations;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record that nobody waits for: what was promised of it is in a file already. */
record Left(Booking booking) implements Pending {
    private static final Logger LOG = LoggerFactory.getLogger(Left.class);

    @Override
    public void committed() {
        // The whole group is, and then the file is told.
    }

    @Override
    public void refuse(String why) {
        LOG.error("not recorded, {}: {}", why, booking);
    }
}
