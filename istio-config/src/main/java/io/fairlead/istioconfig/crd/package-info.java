/**
 * The kinds as CustomResourceDefinitions of Kubernetes: a kind comes in, the definition that an API
 * server takes goes out, made from the descriptor of the kind's message (ADR 0032). Pure; imported
 * by what installs or shows the definitions.
 */
@NullMarked
package io.fairlead.istioconfig.crd;

import org.jspecify.annotations.NullMarked;
