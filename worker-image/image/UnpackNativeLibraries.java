/** Lets DJL unpack its native libraries by its own hand, and so proves that they load. */
class UnpackNativeLibraries {
    public static void main(String[] args) {
        try (var manager = ai.djl.engine.Engine.getEngine("PyTorch").newBaseManager()) {
            System.out.println("unpacked " + manager.getEngine());
        }
    }
}
