package dev.interline.alerts;

import dev.interline.ledger.Level;
import java.math.BigDecimal;

/**
 * Somebody has used so much of a limit.
 *
 * @param share such as 0.8
 */
public record Alert(Level level, BigDecimal share) {}
