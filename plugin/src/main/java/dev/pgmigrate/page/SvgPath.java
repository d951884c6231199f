package dev.pgmigrate.page;

/** The commands of a path in an SVG picture. */
final class SvgPath {
  private final StringBuilder commands = new StringBuilder();
  private int x;
  private int y;

  private SvgPath() {}

  static SvgPath from(int x, int y) {
    return new SvgPath().command('M', x, y);
  }

  SvgPath line(int toX, int toY) {
    return command('L', toX, toY);
  }

  /** Leaves and arrives horizontally, bulging out to this x in between. */
  SvgPath across(int by, int toX, int toY) {
    return command('C', by, y, by, toY, toX, toY);
  }

  /** Leaves and arrives vertically. */
  SvgPath down(int toX, int toY) {
    int middle = (y + toY) / 2;
    return command('C', x, middle, toX, middle, toX, toY);
  }

  private SvgPath command(char letter, int... numbers) {
    commands.append(letter);
    for (int number : numbers) {
      commands.append(' ').append(number);
    }
    x = numbers[numbers.length - 2];
    y = numbers[numbers.length - 1];
    return this;
  }

  @Override
  public String toString() {
    return commands.toString();
  }
}
