/**
 * Pages of the Helm charts, made from the comments of their values: a values file comes in, a table
 * goes out.
 */
@NullMarked
package io.fairlead.packaging.chart;

import org.jspecify.annotations.NullMarked;
