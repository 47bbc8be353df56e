/**
 * Clusters that a mesh spans: what is installed in them, what lets a control plane read them, and
 * how they do. Objects and answers of API servers come in and go out as trees; {@link
 * io.fairlead.cli.cluster.KubeApi} alone speaks to a server. Imported by the verbs of {@code
 * fairlead kube}.
 */
@NullMarked
package io.fairlead.cli.cluster;

import org.jspecify.annotations.NullMarked;
