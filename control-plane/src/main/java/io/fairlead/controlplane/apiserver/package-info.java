/**
 * The few calls that this program makes of a Kubernetes API server besides reading it as a source:
 * by path, with a token from a file. Imported by what writes there or asks.
 */
@NullMarked
package io.fairlead.controlplane.apiserver;

import org.jspecify.annotations.NullMarked;
