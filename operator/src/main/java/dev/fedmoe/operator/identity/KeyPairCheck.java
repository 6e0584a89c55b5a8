package dev.fedmoe.operator.identity;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;

/** Whether two keys belong together: one verifies what the other signs. */
final class KeyPairCheck {
    private static final byte[] PROBE = {1, 2, 3};

    private KeyPairCheck() {}

    static boolean match(PublicKey open, PrivateKey secret, SecureRandom random) throws GeneralSecurityException {
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(secret, random);
        signature.update(PROBE);
        byte[] signed = signature.sign();
        signature.initVerify(open);
        signature.update(PROBE);
        return signature.verify(signed);
    }
}
