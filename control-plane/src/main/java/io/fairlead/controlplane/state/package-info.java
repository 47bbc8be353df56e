/**
 * What the control plane knows: resources by source come in, one immutable mesh state and its
 * problems go out. Imported by push, workload, admin and app.
 */
@NullMarked
package io.fairlead.controlplane.state;

import org.jspecify.annotations.NullMarked;
