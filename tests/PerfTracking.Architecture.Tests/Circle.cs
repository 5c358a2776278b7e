// Three namespaces in a circle, for the test of the rule that forbids it.
namespace PerfTracking.Architecture.Tests.Circle.One
{
    internal sealed class Here
    {
        public Two.There? Next { get; init; }
    }
}

namespace PerfTracking.Architecture.Tests.Circle.Two
{
    internal sealed class There
    {
        public Three.Yonder? Next { get; init; }
    }
}

namespace PerfTracking.Architecture.Tests.Circle.Three
{
    internal sealed class Yonder
    {
        public One.Here? Next { get; init; }
    }
}
