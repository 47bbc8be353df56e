/**
 * Kubeconfigs as kubectl reads them: files, a context and the environment come in, the way to one
 * API server goes out, with the credentials that its user has. Imported by what asks API servers.
 */
@NullMarked
package io.fairlead.cli.kubeconfig;

import org.jspecify.annotations.NullMarked;
