/**
 * Certificates that gateways prove themselves with. Files of operators come in, a value by
 * namespace and name goes out; keys are shown by no log, status or exception. Imported by the push
 * loop, which hands them to gateways of the same namespace.
 */
@NullMarked
package io.fairlead.controlplane.credential;

import org.jspecify.annotations.NullMarked;
