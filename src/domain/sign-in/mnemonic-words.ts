/** Short, friendly to whoever is meant, and told apart over the telephone. 256 of each. */
export const adjectives: readonly string[] = wordsIn(`
  able active agile airy alert amber ample apt arctic avid aware azure balmy basic beige blond blue bold bonny brave
  breezy brief bright brisk bronze brown busy calm candid careful casual cheery chilly civic clean clear clever
  cloudy coastal cobalt cool copper coral cordial cosmic cozy crafty creamy crimson crisp curious cute dapper daring
  deep deft dewy direct dotted double downy dreamy eager earnest earthy easy electric elegant epic equal exact fair
  famous fancy fast feathery fearless festive firm fleet floral fluffy flying frank free fresh frosty full funny
  gentle giant gifted glad gleaming glossy golden good grand grassy great green grey groovy happy hardy hazel hearty
  high honest hopeful humble icy ideal indigo inner ivory jade jaunty jazzy jolly jovial joyful keen kind lavender
  level light lilac lime limber linen little lively local lofty loyal lucid lucky lunar magic major maple marble
  mellow merry mighty mild minty misty modern modest mossy musical native navy neat new nice nimble noble northern
  novel oaken olive open orange orderly oval patient peach pearly perky placid playful plucky plum polar polite
  prime proper proud purple quick quiet rapid ready red regal rich robust rosy round royal ruby rustic sandy scarlet
  serene sharp shiny silent silky silver simple sleek slim smart smooth snowy sober soft solar solid sonic southern
  spare spry stable steady still stout strong sturdy subtle sunny super sure sweet swift tall tame teal tender tidy
  tiny topaz tough tranquil true trusty upbeat urban valiant vast velvet vivid warm wavy wild willing windy wise
  witty woolly young zesty`);

export const animals: readonly string[] = wordsIn(`
  aardvark albatross alpaca anchovy ant anteater antelope ape armadillo auk avocet axolotl baboon badger barnacle
  bat beagle bear beaver bee beetle bison bittern boar bobcat bonobo buffalo bulldog bunting buzzard camel canary
  caribou carp cat caterpillar catfish chameleon cheetah chicken chinchilla chipmunk cicada cobra cockatoo cod
  collie condor coot cormorant cougar coyote crab crane cricket crow cuckoo curlew deer dingo dipper dog dolphin
  donkey dormouse dove dragonfly duck dugong dunlin eagle echidna eel egret eider eland elephant elk emu ermine
  falcon ferret finch firefly flamingo flounder fox frog gannet gazelle gecko gerbil gibbon giraffe goat goldfish
  gopher gorilla goshawk grasshopper grebe greyhound grouper grouse guppy gull haddock halibut hamster hare harrier
  hawk hedgehog heron herring horse hound hummingbird husky hyena ibex ibis iguana impala jackal jackdaw jaguar jay
  jellyfish kangaroo kestrel kingfisher kite kiwi koala koi krill ladybird lamb lapwing lark lemming lemur leopard
  lion lizard llama lobster locust loon lynx macaw mackerel magpie mallard mammoth manatee mandrill mantis marlin
  marmot marten meerkat mink minnow mole mongoose monkey moose moth mouse mule mussel narwhal newt numbat ocelot
  octopus okapi opossum oriole oryx osprey ostrich otter owl ox oyster panda panther parrot partridge peacock
  pelican penguin perch pheasant pigeon pike piranha platypus plover pony poodle porcupine porpoise puffin puma
  python quail quokka rabbit raccoon ram raven redstart reindeer rhino robin salmon sardine seahorse seal shark
  sheep shrew shrimp skylark snail sparrow spider squid squirrel starling stork swallow swan tapir tiger toad toucan
  trout tuna turtle vole wallaby walrus warbler wasp weasel whale wolf wombat wren yak zebra`);

function wordsIn(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
