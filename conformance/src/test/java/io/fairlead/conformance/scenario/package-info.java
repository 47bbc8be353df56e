/** Reads scenarios: Istio's YAML beside a table of requests and what is expected of each. */
@NullMarked
package io.fairlead.conformance.scenario;

import org.jspecify.annotations.NullMarked;
