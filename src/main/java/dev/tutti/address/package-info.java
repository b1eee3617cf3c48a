/** Which texts are IP addresses; said once, since a firewall, a no-touch list and a rule must not differ over it. */
@NullMarked
package dev.tutti.address;

import org.jspecify.annotations.NullMarked;
