"""Words that compounds with a hyphen begin or end with: `decision-making`, `finite-dimensional`."""

# Counted in 80,000 titles and abstracts of arXiv: they stand at least 40 times beside a hyphen, and more than three times
# as often as words without one begin or end so; for those that begin, what follows is no mere ending (`trade-d`).
FIRST_WORDS = frozenset(
    """
    above accuracy action activation active actor advection alignment almost angle answer application architecture area aspect atomic attack
    attention attribute audio average axion best between bias billion binary black blockchain body bond bose boundary bounded brute build
    built bulk camera capacity case category chain change channel charge classifier client closed cloud cluster cnn cold collision
    communication community component computer cone confidence conflict constant constraint consumer contact continuous convection
    coordinate corpus correlation cosmic cost coupled current cutting dark dataset decision decoder degree delay delta demand density
    deployment depth device difference differential difficulty diffusion dipole dirichlet discrete disease disk distance distribution
    divergence dose drift dust easy edge embedding emotion encoder english ensemble entropy environment epsilon equal error evidence exact
    exchange execution expert exponential extreme eye false fault feature feedback fiber field final finite fixed floating fluctuation fluid
    follow force forward fourier fourth fractional frequency gamma gauge gaussian genome geometry global goal goodness gpt gpu gradient
    gravitational gravity ground hardware heavy held hidden higher highest hole identity individual inference infinity information initial
    input instance instruction integer integrate integro interaction interference intermediate internet inverse item joint kernel korteweg
    lambda laser latent lattice layer leading learning least length level lidar likelihood linear liquid llm load local location lock lora
    loss lower lowest magnetic matrix matter maximum measure medium memory message metric millimeter minimum mixture modality molecule
    momentum motion natural nearest negative network neutron next node noise number odd omega ontology optical optimization oracle order
    orientation outcome output parameter pareto parity partial particle patient pattern perception performance phase phrase physical
    piecewise pixel plasma platform plug plus polynomial population position positive power predator preference prefix pressure primal
    privacy production projection prompt proof protein prototype pspace pump quality quantum query radar radiation random range rank rate
    reaction reasoning reduced reference region representation residual resource retrieval reward risk role room root rubric saddle safety
    same sampling satellite scalar scenario scene score search security semantic sequence server service shared shift sigma signal
    similarity simulation site size skeleton skew slice sliding software solar source sparsity spatial speaker spectral speech spike square
    stage steady strain strategy stress strong structure student surface symmetry target teacher temperature template temporal then theory
    threshold token topic topology torsion trajectory transformer transition translation trial uncertainty upper utility variable variance
    vector vehicle velocity vertex vlm vortex voxel wavelet weight whole within worst
    """.split()
)
SECOND_WORDS = frozenset(
    """
    accelerated access accuracy adapted adaptive affine agent alpha amplitude analytical annotated annotator answer answering antenna
    archimedean area armed assisted associated asymptotic atom attention audio augmented authored automated average averaged aware awareness
    background backward bandwidth based batch beam bearing behaved best binding body bond boson boundary branch budget calculus called
    camera capacity centered centred checking chip choice clock coated coloring commerce complexity compliant component concave concept
    conditioned conquer conserving constant constrained consuming contact contained context contrast control corrected correction
    correlations cost coverage crossing curated curvature dataset decay decoder deformed degree delay delayed demand density depth derived
    design designed device difference diffusion digital dimensional dipole disjoint dissipation dissipative distance distillation distortion
    document domain dominated dose driven driving duplex effect effectiveness effects electron element elementary embedded embedding
    emitting empirical enabled energy engineered enhanced enriched entropy epoch equation equivalence equivariant error established
    evaluation evolving exchange experts expression family feature fermion fidelity field first flat flight flip focused following
    fractional frame free freedom frequency friendly functional galaxy generated global grained granularity grounded guided handed hard
    heavy hereditary high horizon host human identification image impact implicit improvement increasing independent index induced inertial
    infinite infinity informed infrared initio input inspired instance insulator integer integral integrated intensity intensive interacting
    interaction interference interpretable intrusive invariance invariant invasive irrelevant isometric isomorphic item judge label labels
    language latency law level life likelihood liquid lived loop loss luminosity machine made magnitude making mass matching matrix mean
    means mediated memory method minimal modality mode model modulated molecule momentum motivated nearest negligible neighbor neutral node
    noise nucleon object objective occurrence odd optical optimization optimized orbit orbital order organized organizing oriented output
    overlapping passage peak peer performance period person phase phonon photon platform polariton policy poor posedness positron powered
    precision prediction preserving pressure prey principle principles priori probability probe prone propelled property protein provided
    purpose quantum qubit query range ranked ratio reaction readable reasoning redshift reduction refinement reflection region regularized
    relative reported resistant resolution resonance resonant resource resourced response reversal rigid risk robot robust rotating rule run
    sample scale sectional seeking selected selection selective semantic sentence separated series shaped sharing shelf shot sided signal
    similar situ slip soliton sparse speaker specialized specific speed spline splines split splitting square squared squares stage start
    state step stepping strategy streaming student studied style subject suited support switching target task teaming temperature term the
    theoretic theoretical theory thought throughput token tolerant transfer transform transitive translation triggered truth tuned tunes
    tuning two understood uniform unitary universal users utility validated validation valued vanishing varying vehicle velocity
    verification verified vertex video violating visual vocabulary voltage volume von vortex wavelength wild window world year
    """.split()
)
# Compounds that neither tells: they stand there at least 20 times, and more often than the same word without a hyphen.
COMPOUNDS = frozenset(
    """
    ad-hoc age-related algebro-geometric alkali-metal alkaline-earth all-atom all-electron and-fire and-forward and-play axis-parallel
    birth-death block-wise blow-up bogoliubov-de brain-computer cell-cell channel-wise circular-arc class-conditional class-wise
    click-through closed-set code-mixed code-switched condensed-matter control-flow counter-intuitive cross-lingual cyber-physical
    day-ahead diffraction-limited electro-optic electron-hole electron-ion element-wise emission-line expectation-maximization
    exploration-exploitation far-reaching feed-forward fits-all frame-wise free-form free-space free-surface free-text front-end
    gas-rich geo-localization gold-standard hand-crafted health-related heavy-ion hep-th hydrogen-like ill-posed image-only image-text
    in-between in-phase inf-sup ion-acoustic key-value layer-wise leave-one level-set limit-cycle log-linear low-light main-sequence
    max-min max-stable mean-payoff mean-variance metal-rich min-max mode-locked nitrogen-vacancy novel-view null-space object-centric
    open-set open-weight over-refusal over-smoothing part-level path-dependent per-pixel per-scene period-doubling pixel-wise plane-wave
    present-day problem-solving public-key pull-back purpose-built quant-ph ray-tracing read-only renormalization-group reynolds-number
    run-length sample-efficient shallow-water shortest-path side-channel sparse-view spin-dependent spin-polarized spin-spin spin-wave
    star-formation star-forming straight-line sum-rate susceptible-infected system-wide tau-function tau-functions test-time thin-film
    tool-calling tool-use tool-using trade-off trade-offs train-test tree-like tree-structured turn-taking use-case use-cases video-text
    view-dependent voxel-wise wall-bounded wave-particle weak-coupling white-box
    """.split()
)
