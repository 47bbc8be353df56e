/**
 * The table of requests, asked of a real Envoy that is configured by Fairlead and by a stock
 * istiod.
 */
@NullMarked
package io.fairlead.conformance;

import org.jspecify.annotations.NullMarked;
