/** Policies that shape traffic between workloads. Anyone may import it. */
@NullMarked
package io.fairlead.model.policy;

import org.jspecify.annotations.NullMarked;
