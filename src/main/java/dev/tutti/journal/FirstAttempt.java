package dev.tutti.journal;

import java.time.Duration;
import java.time.Instant;

/**
 * The first call for an order to do something, written in the commit that gives the order, by whoever makes that call as soon
 * as it is through. The batch's id is the token of the claim.
 *
 * @param connector the instance that will be called
 * @param lease how long nobody else may claim the order, by the database's clock
 */
public record FirstAttempt(String actionId, String connector, Instant at, Duration lease) {}
