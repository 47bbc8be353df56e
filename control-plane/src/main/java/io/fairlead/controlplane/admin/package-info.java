/** What operators ask of a control plane, over a Unix socket. */
@NullMarked
package io.fairlead.controlplane.admin;

import org.jspecify.annotations.NullMarked;
