/**
 * What the tests of every module share. Outside the product's base package, so that it is no module
 * of it.
 */
@org.jspecify.annotations.NullMarked
package helpdesktest;
