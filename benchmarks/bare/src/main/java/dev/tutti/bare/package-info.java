/**
 * What Tutti's speed is compared with: endpoints that parse an alert and insert the rows that Tutti writes for one, and
 * decide nothing; and the shortest program that also acts. No error is handled that a load run does not cause.
 */
package dev.tutti.bare;
