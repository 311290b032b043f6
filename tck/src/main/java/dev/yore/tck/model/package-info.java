/**
 * The naive reference: a database as a list of datoms that is filtered. {@link
 * dev.yore.tck.model.ReferenceModel} says what each view must show, {@link
 * dev.yore.tck.model.RandomHistory} makes histories to compare the engine with it on.
 */
@NullMarked
package dev.yore.tck.model;

import org.jspecify.annotations.NullMarked;
