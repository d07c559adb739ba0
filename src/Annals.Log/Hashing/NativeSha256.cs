using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Annals.Log;

/// <summary>
/// SHA-256 of the system's libcrypto, called without the cost of a digest object: the state is a plain struct that lives
/// on the stack and can be copied, which is also what makes a precomputed HMAC key cheap.
/// </summary>
/// <remarks>
/// <c>SHA256_Update</c> and <c>SHA256_Final</c> are declared deprecated since OpenSSL 3.0 but exported by every 3.x; the
/// one-shot <c>SHA256</c> is not used, because in 3.x it looks the algorithm up by name on every call. The layout of the
/// state is checked by known answers before the first use; where anything does not fit, <see cref="IsAvailable"/> is false.
/// </remarks>
internal static unsafe class NativeSha256
{
    /// <summary>Up to this many bytes a call is so short (below a microsecond) that it may hold up a garbage collection.</summary>
    private const int ShortCallBytesMax = 512;

    private static readonly nint Library = Load();
    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<State*, byte*, nuint, int> UpdateShort =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<State*, byte*, nuint, int>)Export("SHA256_Update");

    private static readonly delegate* unmanaged[Cdecl]<State*, byte*, nuint, int> UpdateLong =
        (delegate* unmanaged[Cdecl]<State*, byte*, nuint, int>)Export("SHA256_Update");

    private static readonly delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, State*, int> FinalShort =
        (delegate* unmanaged[Cdecl, SuppressGCTransition]<byte*, State*, int>)Export("SHA256_Final");

    /// <summary>Whether libcrypto was found and gives the right answers on this machine. Decided once.</summary>
    public static bool IsAvailable { get; } = UpdateShort != null && FinalShort != null && AnswersRightly();

    /// <summary><c>SHA256_CTX</c> of OpenSSL's sha.h.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct State
    {
        private fixed uint chaining[8];
        private ulong bits;
        private fixed byte block[64];
        private uint blockBytes;
        private uint digestBytes;

        /// <summary>The state before the first byte (FIPS 180-4 section 5.3.3).</summary>
        public static State Initial()
        {
            State state;
            state.chaining[0] = 0x6a09e667;
            state.chaining[1] = 0xbb67ae85;
            state.chaining[2] = 0x3c6ef372;
            state.chaining[3] = 0xa54ff53a;
            state.chaining[4] = 0x510e527f;
            state.chaining[5] = 0x9b05688c;
            state.chaining[6] = 0x1f83d9ab;
            state.chaining[7] = 0x5be0cd19;
            state.bits = 0;
            state.blockBytes = 0;
            state.digestBytes = TreeHash.Length;
            return state;
        }
    }

    public static void Update(State* state, ReadOnlySpan<byte> data)
    {
        fixed (byte* bytes = data)
        {
            _ = data.Length <= ShortCallBytesMax
                ? UpdateShort(state, bytes, (nuint)data.Length)
                : UpdateLong(state, bytes, (nuint)data.Length);
        }
    }

    public static TreeHash Final(State* state)
    {
        TreeHash hash;
        _ = FinalShort((byte*)&hash, state);
        return hash;
    }

    private static nint Load() =>
        OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libcrypto.so.3", out var library) ? library : 0;

    private static nint Export(string name) =>
        Library != 0 && NativeLibrary.TryGetExport(Library, name, out var address) ? address : 0;

    /// <summary>Lengths around the block and padding edges, in one part and in two, against the runtime's implementation.</summary>
    private static bool AnswersRightly()
    {
        Span<byte> data = stackalloc byte[700];
        for (var i = 0; i < data.Length; i++)
        {
            data[i] = (byte)((i * 7) % 251);
        }

        Span<byte> expected = stackalloc byte[TreeHash.Length];
        foreach (var length in (ReadOnlySpan<int>)[0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 511, 512, 513, 700])
        {
            SHA256.HashData(data[..length], expected);
            var state = State.Initial();
            Update(&state, data[..(length / 3)]);
            Update(&state, data[(length / 3)..length]);
            if (Final(&state) != TreeHash.Read(expected))
            {
                return false;
            }
        }

        return true;
    }
}
