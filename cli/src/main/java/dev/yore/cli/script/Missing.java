package dev.yore.cli.script;

/** What a piece of a script lacks to be complete. */
public enum Missing {
  SEMICOLON("a semicolon", "->"),
  QUOTE("the end of a string: '", "'>"),
  NAME_QUOTE("the end of a quoted name: \"", "\">"),
  DOLLAR_QUOTE("the end of a dollar-quoted string", "$>"),
  COMMENT("the end of a comment: */", "*>"),
  BRACKET("a closing bracket", "[>");

  private final String description;
  private final String prompt;

  Missing(String description, String prompt) {
    this.description = description;
    this.prompt = prompt;
  }

  public String description() {
    return description;
  }

  /** The end of the prompt for the line that may bring it. */
  public String prompt() {
    return prompt;
  }

  /** Whether the end of the script is an end, too. */
  public boolean isOptionalAtEnd() {
    return this == SEMICOLON;
  }
}
