/**
 * What becomes of a pod that joins the mesh: the pod as its author wrote it comes in, the changes
 * go out. Pure; knows JSON and the settings of the proxy only. Imported by {@code admission}.
 */
@NullMarked
package io.fairlead.controlplane.admission.injection;

import org.jspecify.annotations.NullMarked;
