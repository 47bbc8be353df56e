/** The two ends of each request: clients, and backends that tell what they saw. */
@NullMarked
package io.fairlead.conformance.traffic;

import org.jspecify.annotations.NullMarked;
