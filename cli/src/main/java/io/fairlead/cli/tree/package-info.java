/**
 * Values of YAML or JSON whose shape nobody promises: text comes in, values that are empty where
 * something is missing go out. Imported by what reads kubeconfigs and asks API servers.
 */
@NullMarked
package io.fairlead.cli.tree;

import org.jspecify.annotations.NullMarked;
