package dev.tutti.admission;

import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Says what the principal of a request may send. */
public interface Allowances {

    Allowance of(@Nullable Principal principal);
}
