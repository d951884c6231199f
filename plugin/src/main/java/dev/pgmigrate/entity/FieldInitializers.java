package dev.pgmigrate.entity;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The constants that fields start with, read from the no-argument constructor, which every entity
 * has: {@code private boolean active = true}. A value that is computed is not reported.
 */
final class FieldInitializers {
  private FieldInitializers() {}

  /** By field name: the constant as text. */
  static Map<String, String> of(ClassReader reader) {
    Map<String, String> constants = new HashMap<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            boolean constructor = name.equals("<init>") && descriptor.equals("()V");
            return constructor ? new Constants(reader.getClassName(), constants) : null;
          }
        },
        ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return Map.copyOf(constants);
  }

  /** Follows a constant from where it is pushed to the field it is put into. */
  private static final class Constants extends MethodVisitor {
    private static final Map<Integer, String> PUSHES =
        Map.ofEntries(
            Map.entry(Opcodes.ICONST_M1, "-1"),
            Map.entry(Opcodes.ICONST_0, "0"),
            Map.entry(Opcodes.ICONST_1, "1"),
            Map.entry(Opcodes.ICONST_2, "2"),
            Map.entry(Opcodes.ICONST_3, "3"),
            Map.entry(Opcodes.ICONST_4, "4"),
            Map.entry(Opcodes.ICONST_5, "5"),
            Map.entry(Opcodes.LCONST_0, "0"),
            Map.entry(Opcodes.LCONST_1, "1"),
            Map.entry(Opcodes.FCONST_0, "0.0"),
            Map.entry(Opcodes.FCONST_1, "1.0"),
            Map.entry(Opcodes.FCONST_2, "2.0"),
            Map.entry(Opcodes.DCONST_0, "0.0"),
            Map.entry(Opcodes.DCONST_1, "1.0"));

    private final String owner;
    private final Map<String, String> constants;
    private @Nullable String pushed;

    Constants(String owner, Map<String, String> constants) {
      super(Opcodes.ASM9);
      this.owner = owner;
      this.constants = constants;
    }

    @Override
    public void visitInsn(int opcode) {
      pushed = PUSHES.get(opcode);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      pushed = opcode == Opcodes.NEWARRAY ? null : Integer.toString(operand);
    }

    @Override
    public void visitLdcInsn(Object value) {
      pushed = value instanceof Number || value instanceof String ? value.toString() : null;
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      if (opcode == Opcodes.GETSTATIC) {
        pushed = namedConstant(owner, name, descriptor);
        return;
      }
      if (opcode == Opcodes.PUTFIELD && owner.equals(this.owner)) {
        if (pushed == null) {
          constants.remove(name);
        } else {
          constants.put(name, descriptor.equals("Z") ? truth(pushed) : pushed);
        }
      }
      pushed = null;
    }

    private static @Nullable String namedConstant(String owner, String name, String descriptor) {
      if (owner.equals("java/math/BigDecimal") || owner.equals("java/math/BigInteger")) {
        return switch (name) {
          case "ZERO" -> "0";
          case "ONE" -> "1";
          case "TEN" -> "10";
          default -> null;
        };
      }
      if (owner.equals("java/lang/Boolean")) {
        return name.equals("TRUE") ? "true" : "false";
      }
      boolean constantOfItsOwnType = descriptor.equals("L" + owner + ";");
      return constantOfItsOwnType ? name : null;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      boolean boxing = name.equals("valueOf") && owner.startsWith("java/lang/");
      if (!boxing || pushed == null) {
        pushed = null;
      } else if (owner.equals("java/lang/Boolean")) {
        pushed = truth(pushed);
      }
    }

    private static String truth(String number) {
      return number.equals("0") ? "false" : number.equals("1") ? "true" : number;
    }

    @Override
    public void visitLabel(Label label) {
      pushed = null; // Several ways lead here; the value depends on the way.
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      pushed = null;
    }

    @Override
    public void visitVarInsn(int opcode, int index) {
      pushed = null;
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      pushed = null;
    }

    @Override
    public void visitInvokeDynamicInsn(
        String name, String descriptor, Handle bootstrap, Object... arguments) {
      pushed = null;
    }
  }
}
