/**
 * What a real Kubernetes API server makes of our definitions, charts and webhooks. Nothing of
 * Kubernetes runs beside it, so nothing that is stored is started.
 */
@NullMarked
package io.fairlead.conformance.cluster;

import org.jspecify.annotations.NullMarked;
