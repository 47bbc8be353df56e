/**
 * What Istio's tools ask a control plane: who is connected and in step, and what a proxy was
 * offered. Reads the streams, changes nothing. Imports push and xds; the composition imports it.
 */
@NullMarked
package io.fairlead.controlplane.debug;

import org.jspecify.annotations.NullMarked;
