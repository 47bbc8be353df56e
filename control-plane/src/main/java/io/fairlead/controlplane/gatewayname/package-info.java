/**
 * Asks DNS for the gateways between networks that are declared by name, and tells the state of the
 * mesh. Imports state; the composition imports it.
 */
@NullMarked
package io.fairlead.controlplane.gatewayname;

import org.jspecify.annotations.NullMarked;
