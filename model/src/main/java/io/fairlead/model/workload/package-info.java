/**
 * Workloads: the hosts that joined, the groups they joined by, and the entries that name endpoints.
 * Anyone may import it.
 */
@NullMarked
package io.fairlead.model.workload;

import org.jspecify.annotations.NullMarked;
